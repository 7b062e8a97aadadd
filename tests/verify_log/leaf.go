package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// leaf is what this program needs of a leaf (docs/public-log.md).
type leaf struct {
	withdraws bool
	earlier   int64 // that it supersedes or withdraws; -1: none
	matter    string
	body      []byte
	papers    [][]byte
}

// checkFiles compares the files of all publications that were not withdrawn with their hashes, and
// finds those of withdrawn ones gone.
func checkFiles(log *source, entries [][]byte) (string, error) {
	leaves := make([]*leaf, len(entries))
	withdrawn := map[int64]bool{}
	for i, entry := range entries {
		read, err := parseLeaf(entry)
		if err != nil {
			return "", fmt.Errorf("leaf %d: %w", i, err)
		}
		leaves[i] = read
		if read != nil && read.withdraws && read.earlier >= 0 && read.earlier < int64(i) {
			earlier := leaves[read.earlier]
			withdrawn[read.earlier] = earlier != nil && earlier.matter == read.matter
		}
	}
	inForce := map[string]bool{}
	var bodies, papers int
	for i, leaf := range leaves {
		if leaf == nil || leaf.withdraws || withdrawn[int64(i)] {
			continue
		}
		bodies++
		papers += len(leaf.papers)
		for _, path := range leaf.paths() {
			inForce[path] = true
			data, err := log.read(path)
			if err != nil {
				return "", fmt.Errorf("leaf %d: %w", i, err)
			}
			if hash := sha256.Sum256(data); hex.EncodeToString(hash[:]) != path[len(path)-64:] {
				return "", fmt.Errorf("leaf %d: %s is another file", i, path)
			}
		}
	}
	gone := 0
	for i, yes := range withdrawn {
		if !yes {
			continue
		}
		gone++
		for _, path := range leaves[i].paths() {
			if _, err := log.read(path); !inForce[path] && !errors.Is(err, errAbsent) {
				return "", fmt.Errorf("leaf %d was withdrawn, but not %s (%v)", i, path, err)
			}
		}
	}
	return fmt.Sprintf("%d texts, %d papers, %d withdrawn", bodies, papers, gone), nil
}

func (l *leaf) paths() []string {
	paths := []string{"body/" + hex.EncodeToString(l.body)}
	for _, paper := range l.papers {
		paths = append(paths, "paper/"+hex.EncodeToString(paper))
	}
	return paths
}

// parseLeaf returns nil for a leaf of a format that this program does not know.
func parseLeaf(data []byte) (*leaf, error) {
	in := &cbor{data: data}
	items := in.head(majorArray)
	if in.head(majorUint) != 1 {
		return nil, in.err
	}
	out := &leaf{earlier: -1}
	out.withdraws = in.head(majorUint) == 0 // kind
	out.matter = string(in.bytes(majorBytes))
	in.head(majorUint)   // version
	in.optionalUint(nil) // due
	in.optionalUint(&out.earlier)
	in.bytes(majorText) // title
	in.bytes(majorText) // document number
	in.head(majorUint)  // published
	out.body = in.hash()
	in.head(majorUint) // media
	for papers := in.head(majorArray); papers > 0 && in.err == nil; papers-- {
		out.papers = append(out.papers, in.hash())
	}
	if in.err == nil && (items != 12 || len(in.data) != 0) {
		in.err = errors.New("is no leaf")
	}
	return out, in.err
}

const (
	majorUint  = 0
	majorBytes = 2
	majorText  = 3
	majorArray = 4
	null       = 0xf6
)

// cbor reads the few kinds of items that a leaf has. After an error it gives zeros.
type cbor struct {
	data []byte
	err  error
}

func (c *cbor) take(count uint64) []byte {
	if c.err == nil && count > uint64(len(c.data)) {
		c.err = errors.New("ends early")
	}
	if c.err != nil {
		return nil
	}
	out := c.data[:count]
	c.data = c.data[count:]
	return out
}

func (c *cbor) head(major byte) (value uint64) {
	first := c.take(1)
	if c.err != nil {
		return 0
	}
	info := first[0] & 0x1f
	if first[0]>>5 != major || info > 27 {
		c.err = errors.New("has another item there")
		return 0
	}
	if info < 24 {
		return uint64(info)
	}
	for _, b := range c.take(1 << (info - 24)) {
		value = value<<8 | uint64(b)
	}
	return value
}

func (c *cbor) bytes(major byte) []byte { return c.take(c.head(major)) }

func (c *cbor) hash() []byte {
	out := c.bytes(majorBytes)
	if c.err == nil && len(out) != sha256.Size {
		c.err = errors.New("has no hash there")
	}
	return out
}

func (c *cbor) optionalUint(out *int64) {
	if len(c.data) > 0 && c.data[0] == null {
		c.take(1)
		return
	}
	if value := c.head(majorUint); out != nil {
		*out = int64(value)
	}
}
