import { constant } from './constant.ts';

/** The named colours, as 0xRRGGBBAA; versions before 6 had other reds, teals and yellows. */
export const colors = [
  constant('color.aqua', 'const color', 0x00bcd4ff, 'Color #00BCD4.'),
  constant('color.black', 'const color', 0x363a45ff, 'Color #363A45.'),
  constant('color.blue', 'const color', 0x2962ffff, 'Color #2962FF.'),
  constant('color.fuchsia', 'const color', 0xe040fbff, 'Color #E040FB.'),
  constant('color.gray', 'const color', 0x787b86ff, 'Color #787B86.'),
  constant('color.green', 'const color', 0x4caf50ff, 'Color #4CAF50.'),
  constant('color.lime', 'const color', 0x00e676ff, 'Color #00E676.'),
  constant('color.maroon', 'const color', 0x880e4fff, 'Color #880E4F.'),
  constant('color.navy', 'const color', 0x311b92ff, 'Color #311B92.'),
  constant('color.olive', 'const color', 0x808000ff, 'Color #808000.'),
  constant('color.orange', 'const color', 0xff9800ff, 'Color #FF9800.'),
  constant('color.purple', 'const color', 0x9c27b0ff, 'Color #9C27B0.'),
  constant('color.red', 'const color', 0xf23645ff, 'V5: #FF5252: Color #F23645.', 0xff5252ff),
  constant('color.silver', 'const color', 0xb2b5beff, 'Color #B2B5BE.'),
  constant('color.teal', 'const color', 0x089981ff, 'V5: #00897B: Color #089981.', 0x00897bff),
  constant('color.white', 'const color', 0xffffffff, 'Color #FFFFFF.'),
  constant('color.yellow', 'const color', 0xfdd835ff, 'V5: #FFEB3B: Color #FDD835.', 0xffeb3bff),
];
