export { colorBuiltins } from './colors.ts';
