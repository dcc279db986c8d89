"""Receiving uploads: what comes after the most we take is read off the line and kept nowhere."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class NoMoreThanWeTake(FileUploadHandler):
    """First of the handlers. A file too large reaches the others cut off a little beyond the limit, so that it is
    refused as too large (core.files.actions) and fills neither memory nor disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= settings.UPLOAD_MAX_MB * 1024 * 1024 else None

    def file_complete(self, file_size: int) -> None:
        return None  # the next handler has the file
