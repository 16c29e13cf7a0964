"""Where money comes from, in the same words for benefits, areas and activities."""

from __future__ import annotations

from django.db import models


class FundSource(models.TextChoices):
    CENTRAL = "central", "中央财政"
    PROVINCE = "province", "省级财政"
    PREFECTURE = "prefecture", "市级财政"
    COUNTY = "county", "县级财政"
    FEDERATION = "federation", "残联专项"
    INSURANCE = "insurance", "医保基金"
    SOCIAL = "social", "社会捐助"
    OTHER = "other", "其他"
