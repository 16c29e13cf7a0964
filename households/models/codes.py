"""Code lists of the registry's sheets (户表、成员表、残疾人证) that came with the whole record."""

from __future__ import annotations

from django.db import models


class Standard(models.TextChoices):
    """By which standard the household was identified (识别标准)."""

    NATIONAL = "national", "国家标准"
    PROVINCIAL = "provincial", "省定标准"
    CITY = "city", "市定标准"


class HouseStructure(models.TextChoices):
    CONCRETE = "concrete", "钢筋混凝土"
    BRICK_CONCRETE = "brick_concrete", "砖混"
    BRICK_TIMBER = "brick_timber", "砖瓦砖木"
    ADOBE = "adobe", "竹草土坯"
    OTHER = "other", "其他"


class Fuel(models.TextChoices):
    FIREWOOD = "firewood", "柴草"
    DUNG = "dung", "干畜粪"
    COAL = "coal", "煤炭"
    CLEAN = "clean", "清洁能源（电、燃气、沼气等）"
    OTHER = "other", "其他"


class Road(models.TextChoices):
    """The way to the door (入户路类型)."""

    EARTH = "earth", "泥土路"
    GRAVEL = "gravel", "砂石路"
    CEMENT = "cement", "水泥路"
    ASPHALT = "asphalt", "沥青路"


class PoliticalStatus(models.TextChoices):
    MASSES = "masses", "群众"
    LEAGUE = "league", "共青团员"
    PARTY = "party", "中共党员"
    PROBATIONARY = "probationary", "中共预备党员"
    DEMOCRATIC = "democratic", "民主党派成员"
    NONE = "none", "无党派人士"


class WorkHelp(models.TextChoices):
    """Help towards work that is asked for (动态更新R20 就业扶贫帮扶)."""

    TRAINING = "training", "职业技能培训"
    INTRODUCTION = "introduction", "职业介绍"
    PRACTICAL = "practical", "农村实用技术培训"
    FUNDS = "funds", "资金信贷扶持"
    OTHER = "other", "其他帮扶"


class Marriage(models.TextChoices):
    SINGLE = "single", "未婚"
    MARRIED = "married", "已婚"
    WIDOWED = "widowed", "丧偶"
    DIVORCED = "divorced", "离婚"


class WorkPlace(models.TextChoices):
    """Where somebody works away from the farm (务工状况)."""

    TOWNSHIP = "township", "乡（镇）内务工"
    COUNTY = "county", "乡外县内务工"
    PROVINCE = "province", "县外省内务工"
    OUTSIDE = "outside", "省外务工"


class UnemployedReason(models.TextChoices):
    """动态更新表 R19: why somebody without work has none."""

    STUDENT = "student", "在校学习"
    RETIRED = "retired", "退休"
    UNWILLING = "unwilling", "无就业意愿"
    UNSKILLED = "unskilled", "无就业技能"
    LOST_ABILITY = "lost_ability", "丧失劳动能力"
    LAND_TAKEN = "land_taken", "土地被征用"
    OTHER = "other", "其他"


class LivingSource(models.TextChoices):
    """动态更新表 R18: what somebody without work mainly lives on."""

    PENSION = "pension", "退休金"
    PROPERTY = "property", "财产性收入"
    RELIEF = "relief", "救助和福利"
    FAMILY = "family", "家庭供养"
    OTHER = "other", "其他"


class GuardianRelation(models.TextChoices):
    SPOUSE = "spouse", "配偶"
    PARENT = "parent", "父母"
    CHILD = "child", "子女"
    SIBLING = "sibling", "兄弟姐妹"
    GRANDPARENT = "grandparent", "祖父母、外祖父母"
    RELATIVE = "relative", "其他亲属"
    COMMITTEE = "committee", "村（居）委会"
    OTHER = "other", "其他"


class Uncertified(models.TextChoices):
    """Somebody who may be disabled but has no certificate yet: registered all the same (不落一人)."""

    SUSPECTED = "suspected", "疑似残疾，未办证"
    APPLIED = "applied", "已申请，待评定"
    REFUSED = "refused", "评定后未发证"


class CancelReason(models.TextChoices):
    DIED = "died", "死亡"
    RECOVERED = "recovered", "康复"
    OWN_WISH = "own_wish", "本人申请"
    MOVED = "moved", "迁出"
    REASSESSED = "reassessed", "重新评定换发"
    OTHER = "other", "其他"
