" SPDX-License-Identifier: MIT
" Editing certrule policies: gq through certrule fmt, :make through check.
if exists('b:did_ftplugin')
	finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:#
setlocal expandtab shiftwidth=4 softtabstop=4 textwidth=100
setlocal makeprg=certrule\ check\ %:S
setlocal errorformat=%f:%l:%c:\ %trror[%m,%f:%l:%c:\ %tarning[%m,%-G%.%#
let b:undo_ftplugin = 'setlocal commentstring< comments< expandtab<'
	\ . ' shiftwidth< softtabstop< textwidth< makeprg< errorformat<'
