// The screens in Debian's Chromium against a real venue. Needs the program (./rialto builds it).
// In this order, on one venue: a venue of its own for each would be a start for each.
import './people.mjs';
import './signin.mjs';
import './ticket.mjs';
import './trade.mjs';
import './panels.mjs';
import './past.mjs';
import './portfolio.mjs';
import './outcomes.mjs';
import './products.mjs';
import './class.mjs';
import './states.mjs';
import './waits.mjs';
import './workspace.mjs';
import './look.mjs';
