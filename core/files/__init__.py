"""Files that people bring or the platform makes: bytes in storage, a row that describes them, a signed URL to show."""
