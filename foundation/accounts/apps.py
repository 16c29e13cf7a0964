from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    label = "accounts"
    verbose_name = "账号与角色"

    def ready(self) -> None:
        from foundation.accounts.signing_in import record_sign_ins

        record_sign_ins()
