FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt

RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin canlian \
    && install -d -o canlian -g canlian -m 0700 /data

COPY . .
# Stand-ins for what the environment gives: collecting static files needs no database and no secret.
RUN DJANGO_SETTINGS_MODULE=config.settings_types python manage.py collectstatic --noinput --verbosity 0

USER canlian
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000"]
