"""SCORM packages as providers bring them: what `imsmanifest.xml` says, and the values their runtime sends."""
