package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	maxFile    = tileWidth * (2 + 65535)
)

// errAbsent: nothing is there, or what was there was withdrawn.
var errAbsent = errors.New("is not there")

// source reads the files of one log.
type source struct {
	read func(path string) ([]byte, error)
}

func logAt(location string) *source {
	if strings.HasPrefix(location, "http://") || strings.HasPrefix(location, "https://") {
		base := strings.TrimSuffix(location, "/") + "/"
		return &source{func(path string) ([]byte, error) { return get(base + path) }}
	}
	return &source{func(path string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(location, filepath.FromSlash(path)))
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("%s %w", path, errAbsent)
		}
		return data, err
	}}
}

func get(address string) ([]byte, error) {
	reply, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	switch reply.StatusCode {
	case http.StatusOK:
		return io.ReadAll(io.LimitReader(reply.Body, maxFile+1))
	case http.StatusNotFound, http.StatusGone:
		return nil, fmt.Errorf("%s %w", address, errAbsent)
	}
	return nil, fmt.Errorf("%s: %s", address, reply.Status)
}

// tilePath is where C2SP's tlog-tiles has a tile; Go's own path also names the height.
func tilePath(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
}

// tiles gives Go's checkers the hash tiles of a log; they believe none of it unproven.
type tiles struct{ log *source }

func (t *tiles) Height() int { return tileHeight }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range wanted {
		data, err := t.log.read(tilePath(tile))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: has not %d hashes", tilePath(tile), tile.W)
		}
		out = append(out, data)
	}
	return out, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// readEntries reads the leaves of the entries tile that begins with leaf first.
func readEntries(log *source, first, size int64) ([][]byte, error) {
	tile := tlog.Tile{H: tileHeight, L: 0, N: first / tileWidth, W: tileWidth}
	if left := size - first; left < tileWidth {
		tile.W = int(left)
	}
	path := strings.Replace(tilePath(tile), "tile/0/", "tile/entries/", 1)
	data, err := log.read(path)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) >= 2 {
		length := 2 + int(binary.BigEndian.Uint16(data))
		if length > len(data) {
			break
		}
		entries = append(entries, data[2:length])
		data = data[length:]
	}
	if len(data) != 0 || len(entries) != tile.W {
		return nil, fmt.Errorf("%s: has not %d entries", path, tile.W)
	}
	return entries, nil
}
