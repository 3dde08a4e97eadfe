namespace Marketplace.Platform.Web;

/// <summary>A request that checks its own shape before the handler sees it.</summary>
public interface IChecked
{
    /// <summary>Names every fault; none is thrown, all are answered at once.</summary>
    void Check(Checks checks);
}
