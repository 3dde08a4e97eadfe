namespace Marketplace.Platform.Web;

/// <summary>
/// Knows the caller of a scope: a request sets it once its token is read, background work sets <see cref="Caller.System"/>.
/// </summary>
public sealed class CallerHolder
{
    public Caller Current { get; set; } = Caller.Nobody;
}
