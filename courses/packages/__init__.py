"""Small web sites that providers bring as one file: unpacked, kept, and served each from an origin of its own."""
