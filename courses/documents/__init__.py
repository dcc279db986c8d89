"""The pages of a document as pictures and text: read page by page on any device, script or not (docs/decisions/0005)."""
