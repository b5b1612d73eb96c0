# SPDX-License-Identifier: EUPL-1.2
"""Pictures of the dossier: what a picture shows, then how it is drawn, as SVG that stands in the page."""
