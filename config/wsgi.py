import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What start-up made lives as long as the process: leaving it out of the collector's rounds takes away pauses of some
# 200 ms that one page in twenty met (./run bench pages).
gc.collect()
gc.freeze()
