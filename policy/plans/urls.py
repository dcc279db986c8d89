from django.urls import path

from policy.plans import api, due_api, due_pages, pages

MDO = "mdo/<slug:organisation>/plans/"
PLAN = f"{MDO}<uuid:plan_uuid>/"
API = "api/v1/organisations/<slug:organisation>/plans/"
API_PLAN = f"{API}<uuid:plan_uuid>/"
urlpatterns = [
    path("plan/", pages.my_plan, name="my_plan"),
    path("plan/why/<uuid:assignment_uuid>/", pages.why, name="why"),
    path(MDO, pages.plans, name="plans"),
    path(f"{MDO}new/", pages.new_plan, name="new_plan"),
    path(PLAN, pages.plan, name="plan"),
    path(f"{PLAN}details/", pages.details, name="details"),
    path(f"{PLAN}items/", pages.items, name="items"),
    path(f"{PLAN}items/<uuid:item_uuid>/removal/", pages.removal, name="removal"),
    path(f"{PLAN}items/<uuid:item_uuid>/due-date/", due_pages.due_date, name="due_date"),
    path(f"{PLAN}audience/", pages.audience, name="audience"),
    path(f"{PLAN}review/", pages.review, name="review"),
    path(f"{PLAN}publication/", pages.publication, name="publication"),
    path(f"{PLAN}closure/", pages.closure, name="closure"),
    path(f"{PLAN}completion/", pages.completion, name="completion"),
    path(f"{PLAN}completion/export/", pages.completion_export, name="completion_export"),
    path(f"{PLAN}completion/certificates/", pages.proofs, name="proofs"),
    path("api/v1/plan/", api.MyPlan.as_view(), name="api_my_plan"),
    path("api/v1/plan/<uuid:assignment_uuid>/reason/", api.Reason.as_view(), name="api_reason"),
    path(API, api.Plans.as_view(), name="api_plans"),
    path(API_PLAN, api.OnePlan.as_view(), name="api_plan"),
    path(f"{API_PLAN}details/", api.Details.as_view(), name="api_details"),
    path(f"{API_PLAN}items/", api.Items.as_view(), name="api_items"),
    path(f"{API_PLAN}items/<uuid:item_uuid>/", api.OneItem.as_view(), name="api_item"),
    path(f"{API_PLAN}items/<uuid:item_uuid>/due-dates/", due_api.DueDates.as_view(), name="api_due_dates"),
    path(f"{API_PLAN}audience/", api.AudienceView.as_view(), name="api_audience"),
    path(f"{API_PLAN}publication/", api.PublicationView.as_view(), name="api_publication"),
    path(f"{API_PLAN}closure/", api.Closure.as_view(), name="api_closure"),
    path(f"{API_PLAN}completion/", api.CompletionView.as_view(), name="api_completion"),
    path(f"{API_PLAN}completion/certificates/", api.Proofs.as_view(), name="api_proofs"),
]
