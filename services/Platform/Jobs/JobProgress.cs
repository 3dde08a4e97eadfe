namespace Marketplace.Platform.Jobs;

/// <summary>What a scope tells its progress to: a request's own, or that of the job which carries it out.</summary>
sealed class JobProgressHolder
{
    public JobProgress Current { get; set; } = new();
}

/// <summary>
/// How far a request has come. Handlers of long requests tell it; it is shown where the request is a job, and goes nowhere otherwise.
/// </summary>
public sealed class JobProgress
{
    int _percent;
    long _rowsRead;
    long _rowsChecked;
    long _rowsWritten;
    long _faults;

    /// <summary>0 to 99: 100 is when the job has ended.</summary>
    public int Percent => Volatile.Read(ref _percent);

    public long RowsRead => Volatile.Read(ref _rowsRead);

    public long RowsChecked => Volatile.Read(ref _rowsChecked);

    public long RowsWritten => Volatile.Read(ref _rowsWritten);

    public long Faults => Volatile.Read(ref _faults);

    /// <summary>So many rows are read, checked and written so far, and so much is wrong with them.</summary>
    public void Count(long read, long isChecked, long written, long faults)
    {
        Volatile.Write(ref _rowsRead, read);
        Volatile.Write(ref _rowsChecked, isChecked);
        Volatile.Write(ref _rowsWritten, written);
        Volatile.Write(ref _faults, faults);
    }

    /// <summary>So much of a stretch of the way is done.</summary>
    /// <param name="from">Where the stretch begins, in percent.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="done">What is done of it.</param>
    /// <param name="all">All of it.</param>
    public void Advance(int from, int to, long done, long all) =>
        Volatile.Write(ref _percent, Math.Min(99, from + (int)((to - from) * Math.Clamp(done, 0, all) / Math.Max(1, all))));
}
