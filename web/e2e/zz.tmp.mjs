import './products.mjs';
import './look.mjs';
