/** Which statements of a dump may run, which are left out, and which make a dump unacceptable. */
package io.mudanza.dumps.policy;
