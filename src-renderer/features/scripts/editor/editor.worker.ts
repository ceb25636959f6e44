/* Differences between texts and words in them, beside the page's own thread. */
import 'monaco-editor/editor/editor.worker.js';
