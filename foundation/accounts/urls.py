from django.urls import path

from foundation.accounts import views
from foundation.accounts.signing_in import SignIn, SignOut

app_name = "accounts"
urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("", views.accounts, name="list"),
    path("new/", views.new_account, name="new"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/password/", views.renew_password, name="renew_password"),
    path("<int:pk>/appointments/<int:appointment_pk>/end/", views.end_appointment, name="end_appointment"),
    path("access-log/", views.log, name="access_log"),
    path("areas/", views.areas, name="areas"),
    path("areas/<int:code>/", views.areas, name="area"),
]
