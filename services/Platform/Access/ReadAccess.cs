using Marketplace.Platform.Web;

namespace Marketplace.Platform.Access;

/// <summary>
/// What a request has read. The handler of an endpoint that says <c>RecordsAccess</c> tells it before it answers; one that has told nothing
/// fails.
/// </summary>
public sealed class ReadAccess
{
    readonly List<ReadRow> _rows = [];

    internal IReadOnlyList<ReadRow> Rows => _rows;

    /// <summary>How many rows of a list were shown; null when no list was.</summary>
    internal int? Listed { get; private set; }

    /// <summary>What was listed, where it has a name of its own.</summary>
    internal string? ListId { get; private set; }

    /// <summary>One thing was read, with all that is known of it. The answer waits until that is on record.</summary>
    /// <param name="objectId">Its id, or the code of a report; at most 100 characters.</param>
    /// <param name="organisations">Whose it is: for their own people it is no news, and they may see who else has read it.</param>
    public void Of(string objectId, params IEnumerable<Guid> organisations) =>
        _rows.Add(new ReadRow(objectId, [.. organisations.Distinct()]));

    /// <summary>As <see cref="Of(string, IEnumerable{Guid})"/>, for what has an id.</summary>
    public void Of(Guid objectId, params IEnumerable<Guid> organisations) => Of($"{objectId}", organisations);

    /// <summary>A page of a list was read: it goes on record as one reading, behind the answer.</summary>
    public Page<T> OfList<T>(Page<T> page)
    {
        Listed = page.Items.Count;
        return page;
    }

    /// <summary>As <see cref="OfList{T}(Page{T})"/>, for a list that has a name of its own, such as the code of a report.</summary>
    public void OfList(string listId, int rows) => (ListId, Listed) = (listId, rows);

    internal sealed record ReadRow(string ObjectId, IReadOnlyList<Guid> Organisations);
}
