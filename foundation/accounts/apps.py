from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "foundation.accounts"
    label = "accounts"
    verbose_name = "账号与角色"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry
        from foundation.accounts.signing_in import record_sign_ins

        record_sign_ins()
        register_entry("账号和任职", "accounts:list", "manage_accounts", order=10)
        register_entry("区划", "accounts:areas", "see_system", order=20)
        register_entry("访问日志", "accounts:access_log", "see_access_log", order=10)
