using Marketplace.Platform.Web;

namespace Marketplace.Platform.Refusals;

/// <summary>
/// A value that was given can't be accepted (HTTP: 400). For faults that only the database or the domain knows; what the request alone
/// shows is checked by its own <c>Check</c>.
/// </summary>
public sealed class InvalidRequestException(string code, string field, string zh, string en)
    : RefusalException(code, zh, en, field)
{
    /// <summary>All that is wrong, where it is more than this one; empty when it is not.</summary>
    public IReadOnlyList<CheckFault> Faults { get; init; } = [];
}
