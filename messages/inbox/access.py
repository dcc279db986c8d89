"""A person's own messages, and nobody else's."""

from uuid import UUID

from django.http import Http404

from messages.inbox.models import Message


def get_message(person_id: int, message_uuid: UUID) -> Message:
    message = Message.objects.filter(person_id=person_id, uuid=message_uuid).first()
    if message is None:
        raise Http404
    return message
