/** What version 6 of the language brought; all else that is not of version 4 came with version 5. */
const version6: ReadonlySet<string> = new Set(
  `ask bid box.set_text_formatting box.set_xloc display.pine_screener input.enum label.set_text_formatting
   plot.linestyle_dashed plot.linestyle_dotted plot.linestyle_solid request.footprint
   strategy.closedtrades.first_index syminfo.current_contract syminfo.isin syminfo.main_tickerid syminfo.mincontract
   table.cell_set_text_formatting text.format_bold text.format_italic text.format_none timeframe.main_period`.split(
    /\s+/,
  ),
);

export function isOfVersion6(name: string): boolean {
  return version6.has(name) || name.startsWith('footprint.') || name.startsWith('volume_row.');
}
