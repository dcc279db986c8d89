from django.urls import path

from courses.notes import api, pages

urlpatterns = [
    path("notes/", pages.notes, name="notes"),
    path("notes/file/", pages.file, name="notes-file"),
    path("notes/<uuid:uuid>/", pages.note, name="note"),
    path("notes/<uuid:uuid>/removal/", pages.removal, name="note-removal"),
    path("api/v1/notes/", api.Notes.as_view(), name="api-notes"),
    path("api/v1/notes/file/", api.NotesFile.as_view(), name="api-notes-file"),
    path("api/v1/notes/<uuid:uuid>/", api.NoteDetail.as_view(), name="api-note"),
]
