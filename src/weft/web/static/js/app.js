import './exit.js';
import './live.js';
