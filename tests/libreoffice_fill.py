# SPDX-License-Identifier: EUPL-1.2
"""Run by the Python that LibreOffice comes with: opens a workbook, types into it, saves it, ends the program.

Called with one JSON text: `{"pipe": name, "source": URL, "saved": URL, "typed": [[sheet, cell, what], ...]}`.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connected(pipe):
    """The desktop of the program that has just been started."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice did not answer")


def setting(name, value):
    """A named setting, as the program takes them."""
    return PropertyValue(Name=name, Value=value)


def main(task):
    """Fill in and save."""
    desktop = connected(task["pipe"])
    book = desktop.loadComponentFromURL(task["source"], "_blank", 0, ())
    for sheet, cell, what in task["typed"]:
        target = book.Sheets.getByName(sheet).getCellRangeByName(cell)
        # As typing does, text stays as it is in cells of text, and is a number or a date in others.
        if book.NumberFormats.getByKey(target.NumberFormat).FormatString == "@":
            target.String = what
        else:
            target.FormulaLocal = what
    book.storeToURL(task["saved"], (setting("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)
    desktop.terminate()


main(json.loads(sys.argv[1]))
