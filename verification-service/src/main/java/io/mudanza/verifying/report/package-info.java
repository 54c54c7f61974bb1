/** The result of a comparison, object by object, as it is kept and served. */
package io.mudanza.verifying.report;
