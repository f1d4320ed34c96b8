import './exit.js';
import './live.js';
import './wake.js';
