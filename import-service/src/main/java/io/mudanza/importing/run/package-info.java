/** The steps of an import. Each may be killed anywhere and run again with the same result. */
package io.mudanza.importing.run;
