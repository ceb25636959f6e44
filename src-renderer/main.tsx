import './ui/theme.css';
import { createRoot } from 'react-dom/client';
import { TooltipLayer } from './ui/tooltip.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<TooltipLayer />);
