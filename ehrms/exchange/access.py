"""Which exchanges a page or a job may open: those of the organisation acted for and below it."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from ehrms.exchange.models import Exchange


def get_exchange(exchange_uuid: uuid.UUID | str, organisation_id: int | None = None) -> Exchange:
    """Within the open scope, and of the page's organisation when one is named; anything else does not exist."""
    exchanges: QuerySet[Exchange] = Exchange.objects.select_related("uploaded_by", "applied_by")
    if organisation_id is not None:
        exchanges = exchanges.filter(organisation__path__contains=[organisation_id])
    exchange = exchanges.filter(uuid=exchange_uuid).first()
    if exchange is None:
        raise Http404
    return exchange
