namespace Marketplace.Platform.Web;

/// <summary>
/// A request made in the name of an organisation: the caller must belong to it (403 otherwise), or be an official,
/// of whom <see cref="Authority"/> says whether they may.
/// </summary>
public interface IActsFor
{
    /// <summary>The organisation's id.</summary>
    Guid ActsFor { get; }
}
