"""Photographs and papers: drawn, of nobody and of no place."""

from __future__ import annotations

import io
from datetime import date, timedelta
from random import Random

from PIL import Image, ImageDraw

from config.demo.everyday.desk import Desk
from households.attachments.keeping import Described, attach

HOMES = 24
KINDS = (("house", "住房正面"), ("visit", "入户走访"), ("project", "坡道和扶手改造后"))
WALLS = ("#c9b79c", "#d8d2c4", "#b8a086", "#e3d6bd")


def add_papers(desk: Desk) -> int:
    """Some households have a picture, some all three; the first page of the list has most of them."""
    count = 0
    for home in desk.homes[:HOMES]:
        rng = Random(home.number)
        for kind, caption in KINDS[: rng.randint(1, len(KINDS))]:
            taken_on = date(2018, 3, 1) + timedelta(days=rng.randrange(110))
            told = Described(kind=kind, taken_on=taken_on, caption=caption)
            attach(
                household=home, raw=_drawn(rng, ramp=kind == "project"), told=told, by=desk.clerk, on=desk.on
            )
            count += 1
    return count


def _drawn(rng: Random, *, ramp: bool) -> bytes:
    """A house under hills, 960 by 640, no two alike."""
    picture = Image.new("RGB", (960, 640), "#cfe3f0")
    pen = ImageDraw.Draw(picture)
    for shade, height in (("#9fb8a5", 260), ("#7f9d83", 330)):
        top = height + rng.randint(-40, 40)
        peaks = [(x, top + rng.randint(-70, 70)) for x in range(0, 1100, 140)]
        pen.polygon([(0, 640), *peaks, (1100, 640)], fill=shade)
    pen.rectangle((0, 480, 960, 640), fill="#8a7a5c")
    left, width = rng.randint(220, 340), rng.randint(300, 380)
    pen.rectangle((left, 320, left + width, 520), fill=rng.choice(WALLS), outline="#4d4033", width=4)
    pen.polygon([(left - 40, 320), (left + width / 2, 220), (left + width + 40, 320)], fill="#5b4a44")
    pen.rectangle((left + width / 2 - 32, 400, left + width / 2 + 32, 520), fill="#6b4a2f")
    for window in (left + 40, left + width - 110):
        pen.rectangle((window, 370, window + 70, 430), fill="#eef6fa", outline="#4d4033", width=4)
    if ramp:
        door = left + width / 2
        pen.polygon([(door - 32, 520), (door + 32, 520), (door + 180, 570), (door + 60, 570)], fill="#b9b9b9")
        pen.line([(door + 32, 480), (door + 180, 530)], fill="#3f5f7f", width=6)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
