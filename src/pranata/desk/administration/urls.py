from django.urls import path

from pranata.desk.administration import accounts, audit, calendar, grants, offices, queue, roles, storage

urlpatterns = [
    path("", accounts.administration, name="administration"),
    path("akun/", accounts.accounts, name="accounts"),
    path("akun/baru/", accounts.new_account, name="new_account"),
    path("akun/<int:pk>/", accounts.account, name="account"),
    path("akun/<int:pk>/atur-ulang/", accounts.reset_account, name="reset_account"),
    path("akun/<int:pk>/nonaktifkan/", accounts.close_account, name="close_account"),
    path("akun/<int:pk>/cabut-token/", accounts.revoke_token, name="revoke_account_token"),
    path("akun/<int:pk>/aktifkan/", accounts.open_account, name="open_account"),
    path("peran/", roles.roles, name="roles"),
    path("peran/baru/", roles.new_role, name="new_role"),
    path("peran/<int:pk>/akhiri/", roles.end_role, name="end_role"),
    path("peran/<int:pk>/batalkan/", roles.withdraw_role, name="withdraw_role"),
    path("peran/<int:pk>/limpahkan/", roles.delegate_role, name="delegate_role"),
    path("peran-saya/", roles.my_roles, name="my_roles"),
    path("izin/", grants.grants, name="grants"),
    path("izin/<int:pk>/cabut/", grants.revoke_grant, name="revoke_grant"),
    path("satuan-kerja/", offices.offices, name="offices"),
    path("satuan-kerja/<int:pk>/aktifkan/", offices.activate, name="activate_office"),
    path("satuan-kerja/<int:pk>/nonaktifkan/", offices.deactivate, name="deactivate_office"),
    path("antrean/", queue.queue, name="queue"),
    path("antrean/<uuid:pk>/ulang/", queue.retry, name="retry_task"),
    path("penyimpanan/", storage.storage, name="storage"),
    path("penyimpanan/periksa/", storage.check, name="check_files"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/jangka-waktu/", calendar.clocks, name="clocks"),
    path("audit/", audit.audit, name="audit"),
    path("audit/unduh/", audit.audit_export, name="audit_export"),
    path("audit/periksa/", audit.verify, name="verify_audit"),
]
