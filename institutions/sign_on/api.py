"""Sign-in services and e-mail domains for programs. Signing in itself needs a browser: the calls hand out its address."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import facade as accounts
from core.api.idempotency import idempotent
from core.doors import PUBLIC, SIGNED_IN
from institutions.roles.requests import in_scope
from institutions.sign_on import access, queries, ways
from institutions.sign_on.actions import coming_in, domains, setting_up
from institutions.sign_on.journey import return_address
from institutions.sign_on.models import DomainRequest, LinkedBy, RequestState, ServiceState, SignOnService
from institutions.sign_on.told import LinkingRefused, absolute, ticket_url, trial_in_words


class AskedAddressSerializer(serializers.Serializer[Any]):
    address = serializers.EmailField(max_length=254)


class WayInSerializer(serializers.Serializer[Any]):
    """`open`: the address for the person's browser."""

    name = serializers.CharField(required=False)
    open = serializers.URLField()


class SignOnTrialSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    by = serializers.CharField()
    worked = serializers.BooleanField()
    lets_in = serializers.BooleanField()
    reason = serializers.CharField()
    sentence = serializers.CharField()
    claims = serializers.DictField(child=serializers.CharField())


class SignOnServiceSerializer(serializers.Serializer[Any]):
    """`secret` is taken and never given back; left empty, the one that is kept stays."""

    name = serializers.CharField(max_length=120)
    name_hi = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    issuer = serializers.CharField(max_length=300)
    client_id = serializers.CharField(max_length=255)
    secret = serializers.CharField(
        max_length=1000, required=False, allow_blank=True, default="", write_only=True, trim_whitespace=False
    )
    state = serializers.ChoiceField(choices=ServiceState.choices, read_only=True)
    return_address = serializers.URLField(read_only=True)
    links = serializers.IntegerField(read_only=True)
    changed_at = serializers.DateTimeField(read_only=True)
    tested_at = serializers.DateTimeField(read_only=True, allow_null=True)
    trial = SignOnTrialSerializer(read_only=True, allow_null=True)


class SignOnSwitchingSerializer(serializers.Serializer[Any]):
    on = serializers.BooleanField()


class SignOnLinkSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    service = serializers.CharField()
    organisation = serializers.CharField()
    email = serializers.CharField()
    linked_by = serializers.ChoiceField(choices=LinkedBy.choices)
    linked_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    is_on = serializers.BooleanField()


class DomainRequestSerializer(serializers.ModelSerializer[DomainRequest]):
    organisation = serializers.CharField(source="organisation.code", read_only=True)
    note = serializers.CharField(min_length=10, max_length=500)
    state = serializers.ChoiceField(choices=RequestState.choices, read_only=True)

    class Meta:
        model = DomainRequest
        fields = [
            "uuid",
            "organisation",
            "domain",
            "note",
            "asked_by_name",
            "asked_at",
            "state",
            "decided_at",
            "answer",
        ]
        read_only_fields = ["uuid", "asked_by_name", "asked_at", "decided_at", "answer"]


class OrganisationDomainsSerializer(serializers.Serializer[Any]):
    confirmed = serializers.ListField(child=serializers.CharField())
    requests = DomainRequestSerializer(many=True)


class ConfirmedDomainSerializer(serializers.Serializer[Any]):
    domain = serializers.CharField()
    organisation = serializers.CharField(source="code")


class AllDomainsSerializer(serializers.Serializer[Any]):
    confirmed = ConfirmedDomainSerializer(many=True)
    waiting = DomainRequestSerializer(many=True)


class DomainDecisionSerializer(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(choices=["confirm", "decline"])
    answer = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


def _language() -> str:
    return get_language() or "en"


def _service(request: Request) -> SignOnService:
    service = queries.service_of(in_scope(request).organisation.pk)
    if service is None:
        raise Http404
    return service


def _shown(service: SignOnService) -> dict[str, Any]:
    trial = queries.trial_of(service)
    fields = ("name", "name_hi", "issuer", "client_id", "state", "changed_at", "tested_at")
    return {
        **{name: getattr(service, name) for name in fields}, "return_address": return_address(service),
        "links": queries.count_of_links(service), "trial": trial_in_words(trial) if trial else None,
    }  # fmt: skip


class WaysIn(APIView):
    """The sign-in service for people of an address. The answer depends on the domain alone."""

    permission = PUBLIC

    @extend_schema(operation_id="sign_on_service_for", parameters=[AskedAddressSerializer], responses=WayInSerializer)
    def get(self, request: Request) -> Response:
        asked = AskedAddressSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        service = queries.serving_address(asked.validated_data["address"])
        if service is None:
            raise Http404
        return Response({"name": service.name_in(_language()), "open": absolute(service)})


class Links(APIView):
    """The services linked to the signed-in person's account; POST begins another one, to be ended in a browser."""

    permission = SIGNED_IN

    @extend_schema(operation_id="sign_on_links", responses=SignOnLinkSerializer(many=True))
    def get(self, request: Request) -> Response:
        mine = queries.links_of(in_scope(request).principal.user_id, _language())
        return Response(SignOnLinkSerializer(mine, many=True).data)

    @extend_schema(operation_id="link_sign_on", request=None, responses={201: WayInSerializer})
    def post(self, request: Request) -> Response:
        principal = in_scope(request).principal
        service = queries.serving(principal.above_ids)
        if service is None:
            raise Http404
        if request.auth is not None:
            raise LinkingRefused("BY_KEY")
        if accounts.must_confirm(request._request):
            raise LinkingRefused("SIGN_IN_AGAIN")
        url = ticket_url(service, ways.LINK, principal.user_id)
        return Response({"name": service.name_in(_language()), "open": absolute(service, url)}, 201)


class Unlinking(APIView):
    """Unlink a service from the signed-in person's account: it opens this account no more."""

    permission = SIGNED_IN

    @extend_schema(operation_id="unlink_sign_on", responses={204: None})
    def delete(self, request: Request, uuid: UUID) -> Response:
        principal = in_scope(request).principal
        if not coming_in.unlink(user_id=principal.user_id, uuid=uuid, actor=principal.actor("api"), at=timezone.now()):
            raise Http404
        return Response(status=204)


class Service(APIView):
    """The organisation's sign-in service."""

    permission = access.MANAGE

    @extend_schema(operation_id="sign_on_service", responses=SignOnServiceSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        return Response(SignOnServiceSerializer(_shown(_service(request))).data)

    @extend_schema(
        operation_id="save_sign_on_service", request=SignOnServiceSerializer, responses=SignOnServiceSerializer
    )
    def put(self, request: Request, organisation: str) -> Response:
        asked = SignOnServiceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        here = in_scope(request).organisation
        service = setting_up.save_service(
            organisation=here, **asked.validated_data, actor=in_scope(request).principal.actor("api", here.pk),
            at=timezone.now(),
        )  # fmt: skip
        return Response(SignOnServiceSerializer(_shown(service)).data)

    @extend_schema(operation_id="remove_sign_on_service", responses={204: None})
    def delete(self, request: Request, organisation: str) -> Response:
        here = in_scope(request).organisation
        setting_up.remove(organisation=here, actor=in_scope(request).principal.actor("api", here.pk), at=timezone.now())
        return Response(status=204)


class Trials(APIView):
    """A whole sign-in with the settings as they are, which signs nobody in. The service's `trial` says what came back."""

    permission = access.MANAGE

    @extend_schema(operation_id="try_sign_on_service", request=None, responses={201: WayInSerializer})
    def post(self, request: Request, organisation: str) -> Response:
        service = _service(request)
        url = ticket_url(service, ways.TRY, in_scope(request).principal.user_id)
        return Response({"name": service.name_in(_language()), "open": absolute(service, url)}, 201)


class Switching(APIView):
    """On or off. Twice is the same as once."""

    permission = access.MANAGE

    @extend_schema(
        operation_id="switch_sign_on_service", request=SignOnSwitchingSerializer, responses=SignOnServiceSerializer
    )
    def put(self, request: Request, organisation: str) -> Response:
        asked = SignOnSwitchingSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        here = in_scope(request).organisation
        service = setting_up.switch(
            organisation=here, on=asked.validated_data["on"], actor=in_scope(request).principal.actor("api", here.pk),
            at=timezone.now(),
        )  # fmt: skip
        return Response(SignOnServiceSerializer(_shown(service)).data)


class Domains(APIView):
    """The organisation's confirmed domains, and those it asked for."""

    permission = access.MANAGE

    @extend_schema(operation_id="organisation_domains", responses=OrganisationDomainsSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        here = in_scope(request).organisation
        both = {"confirmed": queries.domains_of(here), "requests": queries.requests_of(here)}
        return Response(OrganisationDomainsSerializer(both).data)

    @extend_schema(
        operation_id="ask_for_domain", request=DomainRequestSerializer, responses={201: DomainRequestSerializer}
    )
    @idempotent
    def post(self, request: Request, organisation: str) -> Response:
        asked = DomainRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        here = in_scope(request).organisation
        made = domains.ask(
            organisation=here, **asked.validated_data, actor=in_scope(request).principal.actor("api", here.pk),
            at=timezone.now(),
        )  # fmt: skip
        return Response(DomainRequestSerializer(made).data, 201)


class AllDomains(APIView):
    """What all organisations asked for, and every confirmed domain with its organisation."""

    permission = access.CONFIRM

    @extend_schema(operation_id="all_domains", responses=AllDomainsSerializer)
    def get(self, request: Request) -> Response:
        both = {"confirmed": queries.confirmed_domains(_language()), "waiting": queries.waiting()}
        return Response(AllDomainsSerializer(both).data)


class Decision(APIView):
    """Confirm a domain for the organisation that asked, or decline with a reason."""

    permission = access.CONFIRM

    @extend_schema(
        operation_id="decide_on_domain", request=DomainDecisionSerializer, responses={201: DomainRequestSerializer}
    )
    @idempotent
    def post(self, request: Request, uuid: UUID) -> Response:
        asked = DomainDecisionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        decided = domains.decide(
            request=access.get_request(uuid), confirms=asked.validated_data["decision"] == "confirm",
            answer=asked.validated_data["answer"], actor=in_scope(request).principal.actor("api"), at=timezone.now(),
        )  # fmt: skip
        return Response(DomainRequestSerializer(decided).data, 201)


class Withdrawal(APIView):
    """The domain is nobody's any more."""

    permission = access.CONFIRM

    @extend_schema(operation_id="withdraw_domain", responses={204: None})
    def delete(self, request: Request, domain: str) -> Response:
        domains.withdraw(domain=domain, actor=in_scope(request).principal.actor("api"), at=timezone.now())
        return Response(status=204)
