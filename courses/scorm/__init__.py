"""SCORM packages while they are learnt: what each part said and kept, and when that makes the package done."""
