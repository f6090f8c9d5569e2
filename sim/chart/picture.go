package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// fonts are the letters of a picture that stands alone. On a page the page decides.
const fonts = `-apple-system, 'Segoe UI', Inter, Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif`

// Picture is something drawn, of a size in pixels.
type Picture struct {
	Width, Height float64
	Text          string // what is to be seen, for those who cannot
	paint         func(draw.Canvas)
}

// SVG is the picture as vector graphics: well-formed, without a script, a style or an id, so that it
// can stand in a file of its own or, with many others, in a page.
func (p Picture) SVG() []byte {
	page := newPage(p.Width, p.Height)
	p.paint(draw.NewCanvas(page, vg.Length(p.Width), vg.Length(p.Height)))
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" font-family="%s"`,
		pixels(p.Width), pixels(p.Height), pixels(p.Width), pixels(p.Height), fonts)
	if p.Text == "" {
		out.WriteString(` aria-hidden="true">`)
	} else {
		out.WriteString(` role="img" aria-label="`)
		xml.EscapeText(&out, []byte(p.Text))
		out.WriteString(`">`)
	}
	out.WriteByte('\n')
	out.Write(page.body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// PNG writes the picture in pixels, so many to each of the page's.
func (p Picture) PNG(w io.Writer, scale float64) error {
	canvas := vgimg.NewWith(
		vgimg.UseWH(vg.Length(p.Width), vg.Length(p.Height)),
		vgimg.UseDPI(int(72*scale)), // a point is 1/72 of an inch, and a pixel here
		vgimg.UseBackgroundColor(Paper),
	)
	p.paint(draw.New(canvas))
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(w); err != nil {
		return fmt.Errorf("write the pixels of a chart: %w", err)
	}
	return nil
}
