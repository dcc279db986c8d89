"""Files that people bring or the platform makes: kept in storage, described by a row, served by signed URL elsewhere."""
