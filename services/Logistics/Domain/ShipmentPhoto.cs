using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// A photograph of goods, or of how they were handled (照片): the word of the side that sends it, of which nothing follows. Written once; a
/// device makes the id, so that what is sent again changes nothing. The picture may go, by a withdrawal or by its age; the row stays.
/// </summary>
public sealed class ShipmentPhoto
{
    public const int NoteLength = 200;
    public const int ReasonLength = 200;

    public required Guid PhotoId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required PhotoSubject Subject { get; init; }

    /// <summary>The line whose goods it shows; null when it is of no certain one.</summary>
    public Guid? LineId { get; init; }

    public int? LineNumber { get; init; }

    /// <summary>As what its sender has to do with the goods.</summary>
    public required CustodyHolder By { get; init; }

    /// <summary>The organisation, or the station, that sent it.</summary>
    public required Guid SenderId { get; init; }

    /// <summary>When it was taken, as its sender says; null when it did not say.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>What is said to the others; null when nothing is.</summary>
    public string? Note { get; init; }

    public required PhotoFormat Format { get; init; }

    /// <summary>In pixels, as it is shown.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The size of the picture as it is kept.</summary>
    public required int Bytes { get; init; }

    /// <summary>SHA-256 of the picture as it is kept, 64 hexadecimal digits. It stays when the picture has gone.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Null unless its sender has withdrawn it.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    public string? WithdrawalReason { get; private set; }

    /// <summary>When the picture was forgotten because of its age; null until then.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>Whether another says the same, so that it is the same sent again.</summary>
    public bool Says(ShipmentPhoto other) =>
        (ShipmentId, Subject, LineId, By, SenderId, TakenAt, Note, Sha256)
        == (other.ShipmentId, other.Subject, other.LineId, other.By, other.SenderId, other.TakenAt, other.Note, other.Sha256);

    /// <summary>
    /// Its sender takes it back: the picture goes. What others have acted upon stays: all that was taken until the shipment is closed, and
    /// what a return that was answered names.
    /// </summary>
    /// <param name="shipment">Its shipment, with the disputes.</param>
    /// <param name="isAnswered">Whether a return names it that the supplier has confirmed or refused.</param>
    /// <param name="reason">Why, for the others.</param>
    /// <param name="by">The subject of the token.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">It has gone before, or stays.</exception>
    public void Withdraw(Shipment shipment, bool isAnswered, string reason, string by, DateTimeOffset now)
    {
        if (WithdrawnAt is { } before)
        {
            throw new RuleBrokenException(
                "already_withdrawn",
                $"此照片已于 {BusinessDay.Text(before)}（北京时间）撤回。",
                $"This photograph was withdrawn at {BusinessDay.Text(before)} (UTC+8).");
        }

        if (isAnswered || (shipment.IsClosed && Subject != PhotoSubject.Return))
        {
            throw new RuleBrokenException(
                "photo_stays",
                "验收已完成，或退货索赔已答复，各方已据此办理，照片不能再撤回；满保存期限后自动删除。",
                "The acceptance is final, or the return was answered, and others have acted upon it: it can't be withdrawn any more, "
                + "and is deleted when its time is over.");
        }

        (WithdrawnAt, WithdrawnBy, WithdrawalReason) = (Instants.Later(now, RecordedAt), by, reason);
    }
}

/// <summary>The picture of a <see cref="ShipmentPhoto"/>, in a table of its own, so that lists do not read it.</summary>
public sealed class PhotoContent
{
    public required Guid PhotoId { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>What a photograph is of.</summary>
public enum PhotoSubject
{
    /// <summary>装车.</summary>
    Loading = 1,

    /// <summary>交接: goods pass from one to another.</summary>
    HandOver = 2,

    /// <summary>到货: how the load looks when it arrives.</summary>
    Arrival = 3,

    /// <summary>异常: goods that are missing, damaged, spoilt or not as ordered; what a refusal or dispute is about.</summary>
    Discrepancy = 4,

    /// <summary>退货: what turned out after the acceptance.</summary>
    Return = 5,
}

/// <summary>As what a picture is kept.</summary>
public enum PhotoFormat
{
    Jpeg = 1,
    Png = 2,
    Webp = 3,
}
