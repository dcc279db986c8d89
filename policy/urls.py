from policy.plans.urls import urlpatterns as plans

app_name = "policy"
urlpatterns = [*plans]
