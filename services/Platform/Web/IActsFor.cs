namespace Marketplace.Platform.Web;

/// <summary>
/// A request made in the name of an organisation: the caller must belong to it, unless the caller is an operator (403 otherwise).
/// </summary>
public interface IActsFor
{
    /// <summary>The organisation's id.</summary>
    Guid ActsFor { get; }
}
