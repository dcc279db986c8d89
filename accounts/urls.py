from django.urls import path

from accounts import passkeys

# Stand before allauth's own of the same address.
urlpatterns = [
    path("account/2fa/webauthn/reauthenticate/", passkeys.Confirmation.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", passkeys.Removal.as_view(), name="mfa_remove_webauthn"),
]
