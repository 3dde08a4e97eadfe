namespace Marketplace.Accounts.Domain;

/// <summary>
/// A letter, saved together with what it tells, which leaves afterwards. What it said is forgotten once it has left.
/// </summary>
public sealed class Mail
{
    public required Guid Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null once it has left.</summary>
    public string? To { get; private set; }

    /// <inheritdoc cref="To"/>
    public string? Subject { get; private set; }

    /// <summary>Plain text, with the link in it; null once it has left.</summary>
    public string? Body { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How often it was given to the server.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is given to the server next; no earlier, so that of two processes one sends it.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public static Mail Write(Guid id, string to, string subject, string body, DateTimeOffset now) =>
        new() { Id = id, CreatedAt = now, To = to, Subject = subject, Body = body, NextAttemptAt = now };

    public void Leave(DateTimeOffset now)
    {
        SentAt = now;
        To = null;
        Subject = null;
        Body = null;
    }
}
