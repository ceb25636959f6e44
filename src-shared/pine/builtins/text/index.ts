export { texts as textBuiltins } from './texts.ts';
