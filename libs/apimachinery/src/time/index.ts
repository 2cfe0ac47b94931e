export { formatMicroTime, formatTime, parseTime } from './format.js';
export { humanDuration } from './human-duration.js';
