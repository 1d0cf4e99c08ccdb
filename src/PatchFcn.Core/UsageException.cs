namespace PatchFcn.Core;

/// <summary>
/// What somebody outside gave is wrong, and they can mend it: an option, a table, a verdict. The message is for them, whole and alone. Any other
/// <see cref="ArgumentException"/> is a mistake of this software.
/// </summary>
/// <param name="message">What is wrong, and what is wanted.</param>
/// <param name="cause">What was thrown where it came to light; null: nothing.</param>
public sealed class UsageException(string message, Exception? cause = null) : ArgumentException(message, cause);
