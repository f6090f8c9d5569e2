package dashboard

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

//go:embed web
var embedded embed.FS

// assets are the files of the page.
type assets struct{ files fs.FS }

// builtIn are the files that are part of the program.
func builtIn() assets {
	files, err := fs.Sub(embedded, "web")
	if err != nil {
		panic("dashboard: " + err.Error()) // the folder is part of the program
	}
	return assets{files}
}

// mediaTypes are all kinds of file that are served: what the machine knows of them
// differs from machine to machine, and a page with nosniff believes what it is told.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".ico":  "image/x-icon",
	".txt":  "text/plain; charset=utf-8",
}

// pageRoutes are the addresses that the page itself makes something of.
var pageRoutes = regexp.MustCompile(`^/(?:|index\.html|buy|table|orders|orders/[0-9A-Za-z]{1,20})$`)

// ServeHTTP serves a file, or the page for the addresses that are the page's own. A
// browser asks each time, and is told if it has the file already.
func (a assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if pageRoutes.MatchString(r.URL.Path) {
		name = "index.html"
	}
	media := mediaTypes[path.Ext(name)]
	content, err := a.read(name)
	if err != nil || media == "" {
		refuse(w, http.StatusNotFound, "There is nothing here. The shop is at /, and a purchase at /buy.")
		return
	}
	w.Header().Set("Content-Type", media)
	serveContent(w, r, content)
}

func (a assets) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, errors.New("no name of a file")
	}
	return fs.ReadFile(a.files, name)
}

// serveContent serves bytes under the tag of their hash.
func serveContent(w http.ResponseWriter, r *http.Request, content []byte) {
	sum := sha256.Sum256(content)
	w.Header().Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
