"""Names put together at random from common surnames and characters: of nobody in particular."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文骆岑韦覃莫蒙安禄冉"
)
MALE = (
    "伟强军勇国华明建文平志刚德兴发贵福成荣林江山云海波松柏光学忠义仁礼信昌盛"
    "龙虎金银富财宝祥顺永安康宁正清远朝庭元开万世登科先绍应"
)
FEMALE = "芳秀英桂兰玉珍美丽华琴梅菊花莲凤娟霞燕红艳琼芬香翠仙素淑敏静慧洁云月娥春秋碧青琳萍莉群会先贤菲婷"
YOUNG_MALE = "浩宇子轩俊杰博文嘉鑫磊鹏飞涛晨阳旭凯睿泽航天佑家豪"
YOUNG_FEMALE = "雨欣梓涵佳怡思诗琪雅梦婷婷可馨欣妍紫萱静怡语嫣艺"
# Names with a middle dot, as some minority families have: invented from syllables.
CLAN = ("阿洛", "阿西", "吉木", "沙玛", "勒格", "曲比", "俄洛", "木呷", "尔古", "补子")
OWN_MALE = ("尔布", "木加", "拉铁", "史古", "达格", "伍沙", "克哈", "日哈")
OWN_FEMALE = ("阿依", "嫫果", "果果", "支嫫", "乌嘎", "尔扎", "阿呷", "色作")
OTHER_ETHNICITIES = ("苗族", "布依族", "土家族", "彝族", "侗族", "仡佬族", "水族", "白族", "回族")


class FamilyNames:
    """The surname of a household, with which its members get their names."""

    def __init__(self, rng: Random, *, dotted: bool) -> None:
        self._rng = rng
        self.dotted = dotted
        self.surname = rng.choice(CLAN) + "·" if dotted else rng.choice(SURNAMES)

    def of_line(self, female: bool, age: int) -> str:
        return self.surname + self._given(female, age)

    def married_in(self, female: bool, age: int) -> str:
        if self.dotted:
            return self._rng.choice(CLAN) + "·" + self._given(female, age)
        own = self.surname
        while own == self.surname:
            own = self._rng.choice(SURNAMES)
        return own + self._given(female, age)

    def _given(self, female: bool, age: int) -> str:
        choice = self._rng.choice
        if self.dotted:
            return choice(OWN_FEMALE if female else OWN_MALE)
        young, old = (YOUNG_FEMALE, FEMALE) if female else (YOUNG_MALE, MALE)
        characters = young if age < 22 else old
        return choice(characters) + (choice(characters) if self._rng.random() < 0.72 else "")


def cadre_name(rng: Random) -> tuple[str, bool]:
    """A cadre's name and whether it is a woman's."""
    female = rng.random() < 0.35
    return FamilyNames(rng, dotted=False).of_line(female, 35), female
