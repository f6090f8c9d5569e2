package dashboard

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The libraries in web/vendor are files of npm packages, so that a page needs no
// build step, and no network but its server. They differ from what the registry has
// in three ways: they end in .js, which every server knows; they import one another
// by relative paths, for which a page needs no import map; and they name no source
// maps, which are not there. To take other versions, say so in vendor.json, fetch
// them, and let the files be made:
//
//	npm pack --pack-destination FOLDER preact@11.2.0 ...
//	go test ./dashboard -run Vendor -revendor FOLDER
var revendor = flag.String("revendor", "", "the folder with the packages that npm pack fetched, to make web/vendor of")

type vendorList struct {
	Packages []struct {
		Name      string `json:"name"`
		Version   string `json:"version"`
		Licence   string `json:"licence"`
		Integrity string `json:"integrity"`
	} `json:"packages"`
	Files []struct {
		File     string `json:"file"`
		Package  string `json:"package"`
		Upstream string `json:"upstream"`
		SHA256   string `json:"sha256"`
	} `json:"files"`
}

const (
	vendorFolder   = "vendor"
	vendorListFile = "vendor/vendor.json"
	vendorLicences = "vendor/THIRD_PARTY_LICENSES"
)

func readVendorList(web fs.FS) (list vendorList, err error) {
	text, err := fs.ReadFile(web, vendorListFile)
	if err != nil {
		return list, err
	}
	return list, json.Unmarshal(text, &list)
}

func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// judgeVendor says what is wrong with the libraries: a file that is not what the
// list says, or is in no row; a package without a licence.
func judgeVendor(web fs.FS) (wrong []string) {
	list, err := readVendorList(web)
	if err != nil {
		return []string{err.Error()}
	}
	known := map[string]bool{vendorListFile: true, vendorLicences: true}
	packages := map[string]bool{}
	for _, p := range list.Packages {
		packages[p.Name] = true
		licences, _ := fs.ReadFile(web, vendorLicences)
		if p.Licence == "" || !strings.Contains(string(licences), p.Name+" "+p.Version+"\n===") {
			wrong = append(wrong, fmt.Sprintf("%s %s: its licence is not in %s", p.Name, p.Version, vendorLicences))
		}
	}
	for _, row := range list.Files {
		name := path.Join(vendorFolder, row.File)
		known[name] = true
		text, err := fs.ReadFile(web, name)
		switch {
		case err != nil:
			wrong = append(wrong, err.Error())
		case hashOf(text) != row.SHA256:
			wrong = append(wrong, fmt.Sprintf("%s has the hash %s, want %s: it was changed by hand", name, hashOf(text), row.SHA256))
		case !packages[row.Package]:
			wrong = append(wrong, fmt.Sprintf("%s is of %s, which is no package of the list", name, row.Package))
		}
	}
	err = fs.WalkDir(web, vendorFolder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !known[name] {
			wrong = append(wrong, name+" is in no row of the list")
		}
		return err
	})
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	return wrong
}

var (
	imported   = regexp.MustCompile(`(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']`)
	textAsCode = regexp.MustCompile(`\beval\s*\(|\bnew\s+Function\b|\bimportScripts\b|sourceMappingURL`)
)

// judgeScripts says which scripts of the page make code of text, which the content
// policy forbids, and which import what the page's own server does not have.
func judgeScripts(web fs.FS) (wrong []string) {
	err := fs.WalkDir(web, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".js" {
			return err
		}
		text, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		if found := textAsCode.Find(text); found != nil {
			wrong = append(wrong, fmt.Sprintf("%s has %q", name, found))
		}
		for _, match := range imported.FindAllSubmatch(withoutComments(text), -1) {
			from := string(match[1])
			file := path.Join(path.Dir(name), from)
			if strings.HasPrefix(from, "/") {
				file = from[1:]
			} else if !strings.HasPrefix(from, ".") {
				wrong = append(wrong, fmt.Sprintf("%s imports %q, which is no path", name, from))
				continue
			}
			if _, err := fs.Stat(web, file); err != nil {
				wrong = append(wrong, fmt.Sprintf("%s imports %q, which is not there", name, from))
			}
		}
		return nil
	})
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	return wrong
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/|(?m:^\s*//.*$)`)

func withoutComments(text []byte) []byte { return comment.ReplaceAll(text, nil) }

func TestVendoredFilesAreThoseOfTheList(t *testing.T) {
	for _, wrong := range judgeVendor(os.DirFS("web")) {
		t.Error(wrong)
	}
}

func TestScriptsImportOnlyWhatTheServerHas(t *testing.T) {
	for _, wrong := range judgeScripts(os.DirFS("web")) {
		t.Error(wrong)
	}
}

// A check that lets everything pass is none.
func TestAVendoredFileThatIsNotRightIsSeen(t *testing.T) {
	for _, row := range []struct {
		name  string
		spoil func(fstest.MapFS)
		words string
	}{
		{"a byte was changed", func(web fstest.MapFS) { web["vendor/htm.js"].Data[7]++ }, "vendor/htm.js has the hash"},
		{"a file came from nowhere", func(web fstest.MapFS) { web["vendor/jquery.js"] = &fstest.MapFile{} }, "vendor/jquery.js is in no row"},
		{"a file is gone", func(web fstest.MapFS) { delete(web, "vendor/uplot.js") }, "vendor/uplot.js"},
		{"a licence is gone", func(web fstest.MapFS) { web[vendorLicences] = &fstest.MapFile{Data: []byte("none")} }, "preact 11.2.0: its licence"},
		{"code is made of text", func(web fstest.MapFS) { web["js/main.js"].Data = []byte("new Function('return 1')()") }, "js/main.js has"},
		{"a package is imported by its name", func(web fstest.MapFS) { web["js/main.js"].Data = []byte(`import { h } from "preact";`) }, `imports "preact"`},
		{"another server is asked", func(web fstest.MapFS) { web["js/main.js"].Data = []byte(`import 'https://cdn.example/x.js'`) }, "which is no path"},
		{"a file that is not there is imported", func(web fstest.MapFS) { web["js/main.js"].Data = []byte(`import './mian.js'`) }, "which is not there"},
	} {
		t.Run(row.name, func(t *testing.T) {
			web := fstest.MapFS{}
			err := fs.WalkDir(os.DirFS("web"), ".", func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				text, err := os.ReadFile(filepath.Join("web", name))
				web[name] = &fstest.MapFile{Data: text}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}

			row.spoil(web)

			wrong := slices.Concat(judgeVendor(web), judgeScripts(web))
			if !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, row.words) }) {
				t.Errorf("the checks say %q, want one with %q", wrong, row.words)
			}
		})
	}
}

var (
	sourceMap = regexp.MustCompile(`\n?//# sourceMappingURL=\S+\s*$`)
	bareNames = strings.NewReplacer(`from"preact/hooks"`, `from"./preact-hooks.js"`, `from"@preact/signals-core"`, `from"./signals-core.js"`, `from"preact"`, `from"./preact.js"`)
	otherEnds = regexp.MustCompile(`(from\s*"\.[^"]+)\.mjs"`)
)

// asVendored is a file of a package as the page has it.
func asVendored(text []byte) []byte {
	text = sourceMap.ReplaceAll(text, []byte("\n"))
	return otherEnds.ReplaceAll([]byte(bareNames.Replace(string(text))), []byte(`$1.js"`))
}

// unpack is the files of a package that npm pack fetched, if it is what the
// registry promised.
func unpack(t *testing.T, file, integrity string) map[string][]byte {
	t.Helper()
	packed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum512(packed)
	if is := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); is != integrity {
		t.Fatalf("%s has the integrity %s, want %s", file, is, integrity)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	files, reader := map[string][]byte{}, tar.NewReader(unzipped)
	for {
		head, err := reader.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[strings.TrimPrefix(head.Name, "package/")], err = io.ReadAll(reader); err != nil {
			t.Fatal(err)
		}
	}
}

func TestVendorIsMadeOfThePackages(t *testing.T) {
	if *revendor == "" {
		t.Skip("nothing to make it of: see -revendor")
	}
	list, err := readVendorList(os.DirFS("web"))
	if err != nil {
		t.Fatal(err)
	}
	packed := strings.NewReplacer("@", "", "/", "-")
	for _, p := range list.Packages {
		files := unpack(t, filepath.Join(*revendor, packed.Replace(p.Name)+"-"+p.Version+".tgz"), p.Integrity)
		for i, row := range list.Files {
			if row.Package != p.Name {
				continue
			}
			text := asVendored(files[row.Upstream])
			list.Files[i].SHA256 = hashOf(text)
			if err := os.WriteFile(filepath.Join("web", vendorFolder, row.File), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	text, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("web", vendorListFile), text, 0o644); err != nil {
		t.Fatal(err)
	}
}
